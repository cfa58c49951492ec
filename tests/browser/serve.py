"""The site that the browser visits: a process of its own, whose clock the tests turn and which does what they ask.

    python tests/browser/serve.py build     migrate, seed and index the site that KAIKU_VAR names
    python tests/browser/serve.py serve     serve it, and answer one JSON request a line on standard input

A request is `{"do": "clock", "at": "2026-11-27T18:10:00+02:00"}` or `{"do": "name of a function in props.py", …arguments}`;
the answer is one line `{"answer": …}` or `{"trouble": "…"}`.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[0] = str(ROOT)
os.environ["DJANGO_SETTINGS_MODULE"] = "kaikusite.settings"

import django  # noqa: E402
import time_machine  # noqa: E402

BEGINNING = datetime.fromisoformat(os.environ["SITE_CLOCK"])
OFFERS = int(os.environ.get("SITE_OFFERS", "1000"))


def build() -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("seed_demo", offers=OFFERS)
    call_command("rebuild_search")


def serve(clock: time_machine.Traveller) -> None:
    """Serve on SITE_PORT, say so on standard output, and do what is asked until standard input ends."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_args) -> None:
            pass

    server = ThreadedWSGIServer(("127.0.0.1", int(os.environ["SITE_PORT"])), Quiet)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _say({"answer": "serving"})
    for line in sys.stdin:
        _say(_answer(json.loads(line), clock))
    server.shutdown()


def _answer(request: dict, clock: time_machine.Traveller) -> dict:
    from django.db import connections

    from tests.browser import props

    verb = request.pop("do")
    try:
        if verb == "clock":
            clock.move_to(datetime.fromisoformat(request["at"]), tick=True)
            props.forget_the_future()
            return {"answer": request["at"]}
        return {"answer": getattr(props, verb)(**request)}
    except Exception:  # noqa: BLE001  (the edge of the process: the test shows it)
        return {"trouble": traceback.format_exc()}
    finally:
        connections.close_all()


def _say(answer: dict) -> None:
    sys.__stdout__.write(json.dumps(answer, default=str) + "\n")
    sys.__stdout__.flush()


if __name__ == "__main__":
    with time_machine.travel(BEGINNING, tick=True) as traveller:
        django.setup()
        if sys.argv[1] == "build":
            build()
        else:
            sys.stdout = sys.stderr  # answers alone go to standard output
            serve(traveller)
