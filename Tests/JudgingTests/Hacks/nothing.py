# Does nothing at all.
pass
