"""Where the pictures of a message can be fetched."""

from collections.abc import Mapping
from typing import Any, cast

_SCHEME = "attachment://"
_PROXIES = {"url": "proxy_url", "icon_url": "proxy_icon_url"}


def with_proxies(value: Any, urls: Mapping[str, str]) -> Any:
    """Return embeds or components with a ``proxy_url`` beside every ``attachment://`` URL.

    Discord replaces such a URL by that of the stored file; here it stays as it was sent, so
    that one can see which attachment is meant.

    Args:
        value: JSON; it is not changed.
        urls: Where each file of the message is served, by name.
    """
    if isinstance(value, list):
        return [with_proxies(item, urls) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    items = cast("dict[str, Any]", value)
    copy = {key: with_proxies(item, urls) for key, item in items.items()}
    for key, proxy in _PROXIES.items():
        url = copy.get(key)
        if isinstance(url, str) and url.startswith(_SCHEME):
            copy[proxy] = urls[url.removeprefix(_SCHEME)]
    return copy
