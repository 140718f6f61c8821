"""Stage 6: figures out over gRPC, or as JSON lines."""
