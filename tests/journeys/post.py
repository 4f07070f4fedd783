"""The mail of a running Accord, and its worker, asked to go on at once instead of at its tick."""

import time

from coordination.celery import app
from coordination.database import broker_url
from tests.stack import Stack

PATIENCE = 60


class Post:
    """What was sent to whom. The worker is the real one; only its clock is not waited for."""

    def __init__(self, accord: Stack):
        self.accord = accord

    def work(self, task: str) -> None:
        """Gives the worker this task and returns once it is done."""
        with app.connection_for_write(broker_url(self.accord.env["REDIS_URL"])) as connection:
            done = f"{app.send_task(task, connection=connection).id}] succeeded"
        end = time.monotonic() + PATIENCE
        while done not in self.accord.log("worker"):
            assert time.monotonic() < end, f"The worker did not do {task}."
            time.sleep(0.05)

    def to(self, address: str, count: int):
        """The mails to this address, of which there must be so many by now."""
        self.work("ledger.tasks.deliver_outgoing")
        mails = self.accord.mailbox.to(address)
        assert len(mails) == count, [mail["Subject"] for mail in mails]
        return mails
