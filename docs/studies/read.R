# Reads a study with R (install.packages(c("arrow", "dplyr"))): Rscript read.R out/oct-2025-lite-study
library(arrow)
library(dplyr)

study <- commandArgs(trailingOnly = TRUE)[1]
# A study that went on with other job sizes can hold a run twice, with equal rows: distinct() drops the second.
table <- function(name) open_dataset(file.path(study, name), unify_schemas = TRUE) |> distinct()

table("numbers") |>
  filter(name == "liquidations.notionalUsd") |>
  collect() |>
  summarise(low = quantile(value, 0.05), median = median(value), high = quantile(value, 0.95)) |>
  print()

table("forced") |>
  group_by(kind) |>
  summarise(events = n(), usd = sum(usd, na.rm = TRUE)) |>
  arrange(desc(usd)) |>
  collect() |>
  print()
