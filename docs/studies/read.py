"""Reads a study with pandas (pip install pandas pyarrow): python read.py out/oct-2025-lite-study"""
import sys
from pathlib import Path

import pandas as pd

study = Path(sys.argv[1])


def table(name: str, columns: list[str] | None = None) -> pd.DataFrame:
    """All parts of one table. A study that went on with other job sizes can hold a run twice, with equal rows."""
    parts = sorted((study / name).glob("*.parquet"))
    rows = pd.concat((pd.read_parquet(part, columns=columns) for part in parts), ignore_index=True)
    return rows.drop_duplicates()


runs = table("runs")
numbers = table("numbers").pivot(index=["point", "seed"], columns="name", values="value")
minutes = table("minutes", ["point", "seed", "time", "venue", "symbol", "kind", "close", "bidDepthUsd"])

print(runs[["seed", "interventions", "events"]].describe())
print(numbers["liquidations.notionalUsd"].quantile([0.05, 0.5, 0.95]))
print(minutes.groupby(["venue", "kind", "symbol"])["close"].min())
