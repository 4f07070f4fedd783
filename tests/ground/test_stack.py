"""The processes that the journeys drive."""

import time
import urllib.request

import pytest
import redis

from tests.stack import build_stack


@pytest.mark.long
def test_a_stack_serves_pages_and_its_clock_reaches_its_worker():
    with build_stack("ground_stack") as stack:
        with urllib.request.urlopen(stack.base_url + "/accounts/login/") as answer:
            assert answer.status == 200
        queue = redis.Redis.from_url(stack.env["REDIS_URL"])
        end = time.monotonic() + 60
        while not queue.keys("*heartbeat*"):
            assert time.monotonic() < end, stack.log("worker") + stack.log("clock")
            time.sleep(0.2)
