"""How far a long walk is, on one line of the terminal."""

from time import monotonic


class Progress:
    """A line that tells how many of `what` are done and how long the rest will take."""

    def __init__(self, total, what, out):
        self.total, self.what, self.out = total, what, out
        self.done, self.started = 0, monotonic()

    def __call__(self, more):
        self.done += more
        spent = monotonic() - self.started
        left = spent / self.done * max(self.total - self.done, 0)
        # The first second is too short to judge by.
        when = f", {left:.0f} s left" if spent > 1 else ""
        end = "\n" if self.done >= self.total else ""
        self.out.write(
            f"\r{min(self.done, self.total):,} of {self.total:,} {self.what}{when}", ending=end
        )
        self.out.flush()
