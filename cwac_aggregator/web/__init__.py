"""The site over the events: pages, feeds, downloads, review. Not open yet: `cwac export` writes the files it will show."""
