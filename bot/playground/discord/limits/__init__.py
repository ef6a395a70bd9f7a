"""What Discord refuses, as pure checks: each yields a `Fault` for every broken limit.

Limits are those of Discord's documentation of 2026-08 (developer reference: message, embed,
component, poll, application command and scheduled event resources). Lengths count code points
after trimming, as Discord counts them.
"""
