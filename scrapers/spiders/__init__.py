"""Few and generic spiders, driven by the registry."""
