"""Bars of the table's picture."""

from common.charts import FLOOR, TALLEST, Point, bar_picture


def test_highest_figure_reaches_the_top_and_bars_stand_on_the_floor():
    picture = bar_picture([Point("a", "50", 50), Point("b", "200", 200, is_lit=True)])

    assert [bar.height for bar in picture.bars] == [round(TALLEST / 4, 1), TALLEST]
    assert all(bar.y + bar.height == FLOOR for bar in picture.bars)
    assert picture.bars[1].kind == "lit"


def test_suppressed_figure_tells_nothing_of_its_size():
    picture = bar_picture([Point("a", "hidden", None), Point("b", "9", 9)])

    assert picture.bars[0].kind == "hidden"
    assert picture.bars[0].height == bar_picture([Point("a", "hidden", None), Point("b", "900", 900)]).bars[0].height


def test_zeros_and_nothing_at_all_draw_without_dividing_by_zero():
    assert bar_picture([Point("a", "0", 0)]).bars[0].height == 0
    assert bar_picture([]).bars == ()
