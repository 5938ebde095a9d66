from typing import Any


def read_ics(body: bytes, url: str, place: Any) -> Any:
    return [], []
