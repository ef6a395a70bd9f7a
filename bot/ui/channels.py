"""What has to be known of the channel that something happens in."""


def is_age_restricted(channel: object) -> bool:
    """Return whether titles for adults may be shown there; a thread is as its channel is."""
    is_nsfw = getattr(channel, "is_nsfw", None)
    return bool(is_nsfw()) if callable(is_nsfw) else False
