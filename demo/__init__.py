"""The demo company that `aval up` shows."""
