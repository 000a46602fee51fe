"""The product on one machine: what `aval up` starts beside the web and worker processes, and how.

Nothing here runs in production, where `docker-compose.yml` names the same parts. See
`docs/decisions/0001-embedded-parts.md`.
"""
