"""The engine for many offers: Elasticsearch 8.19 or 9, on what every one of them has (no scripts, no analysis on the server)."""

from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
