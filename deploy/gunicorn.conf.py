"""gunicorn's settings: `gunicorn -c deploy/gunicorn.conf.py kaikusite.wsgi`. Bind and workers from the environment."""

import multiprocessing
import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", max(2, multiprocessing.cpu_count())))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
preload_app = True  # the analysers' tables are loaded once and shared
max_requests, max_requests_jitter = 20_000, 2_000
timeout, graceful_timeout, keepalive = 30, 20, 5
accesslog = None  # addresses of readers are not kept


def post_worker_init(worker: object) -> None:
    """Start the embedded worker in this process, unless a worker of its own runs (`manage.py work`)."""
    from django.conf import settings  # not before the fork

    from common import worker as outbox_worker

    if settings.KAIKU_EMBEDDED_WORKER:
        outbox_worker.ensure()


def pre_fork(server: object, worker: object) -> None:
    """Close what must not be shared with a child (W44)."""
    from django.db import connections  # the application is loaded by now

    connections.close_all()
