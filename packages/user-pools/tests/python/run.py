"""Runs the scenarios of modules against a running server, and prints what came of each as one JSON object.

    python3 run.py MODULE... < settings.json

A scenario that raises leaves its traceback instead of an answer: the test that reads it fails with that.
"""

import datetime
import importlib
import json
import sys
import traceback

from world import World, scenarios


def plain(value):
    """botocore gives times as datetime."""
    if isinstance(value, datetime.datetime):
        return value.timestamp()
    raise TypeError(f"{type(value)} is not JSON")


def main():
    for module in sys.argv[1:]:
        importlib.import_module(module)
    world = World(json.load(sys.stdin))
    outcomes = {}
    for scenario in scenarios:
        try:
            outcomes[scenario.__name__] = {"answer": scenario(world)}
        except Exception:
            outcomes[scenario.__name__] = {"traceback": traceback.format_exc()}
    json.dump(outcomes, sys.stdout, default=plain)


main()
