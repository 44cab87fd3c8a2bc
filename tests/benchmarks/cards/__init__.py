"""Cards of one design for everyone in a roster: ours, and what others need for the same."""
