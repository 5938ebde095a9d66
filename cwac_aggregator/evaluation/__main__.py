"""`python -m cwac_aggregator.evaluation DIR`: what `cwac evaluate DIR` does."""

from .command import evaluate_command

if __name__ == "__main__":
    evaluate_command()
