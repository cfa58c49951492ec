"""A full disk: the server then blocks writing to an index. A server lifts that itself once there is room; one that does not look is helped."""

from __future__ import annotations

from search.engines.elasticsearch.calls import Calls, told_as_down

ROOM = 0.10  # of each disk; a server's own high mark is 10 % free, its flood stage 5 %


def lift_block(calls: Calls) -> None:
    """Lift the block that a full disk left on the index in use, if every disk has room again. Blocks that people set stay."""
    with told_as_down():
        nodes = calls.client.nodes.stats(metric="fs", filter_path="nodes.*.fs.total").body["nodes"].values()
        disks = [node["fs"]["total"] for node in nodes]
        if all(disk["available_in_bytes"] >= ROOM * disk["total_in_bytes"] for disk in disks):
            calls.writer.indices.put_settings(index=calls.alias, settings={"index.blocks.read_only_allow_delete": None})
