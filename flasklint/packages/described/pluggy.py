"""What pluggy 1 calls: a hook in every plugin that has it. Followed, never imported."""

import inspect


class Hooks:
    def __init__(self, manager):
        self.manager = manager

    def __getattr__(self, name):
        def call_hook(**options):
            results = []
            for plugin in reversed(self.manager.plugins):
                if hasattr(plugin, name):
                    results.append(call_with_known(getattr(plugin, name), options))
            return results

        return call_hook


def call_with_known(function, options):
    names = inspect.signature(function).parameters
    return function(**{name: value for name, value in options.items() if name in names})


class PluginManager:
    def __init__(self, project_name):
        self.project_name = project_name
        self.plugins = []
        self.hook = Hooks(self)

    def register(self, plugin, name=None):
        self.plugins.append(plugin)
        return name or plugin.__name__
