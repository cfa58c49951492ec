"""Talking to the server: one try each, and every failure told as EngineDown with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from elastic_transport import ConnectionError as NoConnection
from elastic_transport import ConnectionTimeout, SerializationError, TransportError
from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError

from search.engines.down import EngineDown, Why

WRITE_S = 15  # a batch, a refresh
BUILD_S = 120  # making an index, swapping, counting a new one
TOO_LATE = 409  # the status of a document that is older than the one that stands
_WRONG_SHAPE = ("query_shard_exception", "strict_dynamic_mapping", "document_parsing", "mapper_parsing", "illegal_argument", "parsing_exception")
Body = dict[str, Any]


@contextmanager
def told_as_down() -> Iterator[None]:
    """Raise EngineDown for whatever the server, the way to it or its answer does wrong in the block."""
    try:
        yield
    except ApiError as error:
        raise EngineDown(_why(error.status_code, str(error.error)), f"{error.status_code} {error.error}"[:200]) from error
    except ConnectionTimeout as error:
        raise EngineDown(Why.SLOW) from error
    except NoConnection as error:
        raise EngineDown(Why.UNREACHABLE, type(error).__name__) from error
    except (SerializationError, UnsupportedProductError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise EngineDown(Why.GARBAGE, type(error).__name__) from error
    except TransportError as error:
        raise EngineDown(Why.ERROR, type(error).__name__) from error


def _why(status: int, kind: str) -> Why:
    if "index_not_found" in kind or status == 404:
        return Why.NO_INDEX
    if "cluster_block" in kind:
        return Why.READ_ONLY
    return Why.WRONG_MAPPING if status == 400 and any(name in kind for name in _WRONG_SHAPE) else Why.ERROR


class Calls:
    """The requests of one engine. Each raises EngineDown; none is repeated."""

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        self.client = client
        self.writer = client.options(request_timeout=WRITE_S)
        self.builder = client.options(request_timeout=BUILD_S)
        self.alias = alias

    def search(self, bodies: Sequence[Body]) -> list[Body]:
        """Return the answers to several searches, asked at once."""
        with told_as_down():
            if len(bodies) == 1:
                answers = [self.client.search(index=self.alias, body=bodies[0], allow_partial_search_results=False).body]
            else:
                lines = [line for body in bodies for line in ({"index": self.alias, "allow_partial_search_results": False}, body)]
                answers = self.client.msearch(searches=lines).body["responses"]
            if len(answers) != len(bodies):
                raise EngineDown(Why.GARBAGE, "not as many answers as questions")
            return [_whole(answer) for answer in answers]

    def bulk(self, lines: Sequence[Body], index: str) -> None:
        """Write documents, lines of action and source in turn; older ones than stand there are left alone."""
        with told_as_down():
            answer = self.writer.bulk(operations=lines, index=index, require_alias=index == self.alias).body
            if answer["errors"]:
                for item in answer["items"]:
                    _told(*item.values())

    def sources(self, ids: Sequence[str]) -> list[Body]:
        """Return the documents of these ids as they were last written: `_id`, `_version`, `_source`; those that are not there are left out."""
        with told_as_down():
            return [doc for doc in self.writer.mget(index=self.alias, ids=list(ids)).body["docs"] if doc.get("found")]

    def refresh(self, index: str) -> None:
        """Let everything that was written be found."""
        with told_as_down():
            self.writer.indices.refresh(index=index)


def _whole(answer: Body) -> Body:
    """Return an answer, if it is one and lacks nothing."""
    if "error" in answer:
        causes = [cause.get("type", "") for cause in answer["error"].get("root_cause") or [answer["error"]]]
        raise EngineDown(_why(answer.get("status", 500), " ".join(causes)), " ".join(causes)[:200])
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise EngineDown(Why.ERROR, "only a part was searched")
    return answer


def _told(result: Body) -> None:
    """Raise for a document that was not written, unless it came too late."""
    if result["status"] >= 300 and result["status"] != TOO_LATE:
        kind = result["error"]["type"]
        raise EngineDown(_why(result["status"], kind), kind)
