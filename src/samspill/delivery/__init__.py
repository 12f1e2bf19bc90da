"""Mail and calendar, out and in, and the durable queue behind them."""
