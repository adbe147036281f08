"""Which modules are routes, services, models and schemas."""
