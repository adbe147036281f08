"""Questions about layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.project.layers import Layer
from flasklint.project.questions import Questions, question

if TYPE_CHECKING:
    from flasklint.project.analysis import Analysis
    from flasklint.project.layers.layers import Layers


class LayerQuestions(Questions):
    """Questions about layers."""

    @property
    @question
    def services(self) -> Layer:
        """The service layer."""
        return _layers(self.analysis).layer("services")

    @property
    @question
    def service_modules(self) -> frozenset[str]:
        """The modules of the service layer. Unlike `services`, this says nothing of how many views
        use them, and stays the same when one more does."""
        return self.services.modules

    @property
    @question
    def declared_services(self) -> tuple[str, ...]:
        """Where the team says that services are, as globs, whether there are any yet or not."""
        return self.analysis.settings.services

    @question
    def layer(self, kind: str) -> Layer:
        """The layer "routes", "models", "schemas" or "services"."""
        return _layers(self.analysis).layer(kind)

    @question
    def layer_of(self, module: str) -> str | None:
        """The layer that a module is of: "routes", "models", "schemas" or "services".

        None if it is of none or cannot tell, as for a module that is called a service and holds
        views. What is configured comes first.
        """
        return _layers(self.analysis).layer_of(module)

    @property
    @question
    def models(self) -> tuple[str, ...]:
        """The paths of the project's models, in the order of their names."""
        return _layers(self.analysis).models

    @property
    @question
    def schemas(self) -> tuple[str, ...]:
        """The paths of the project's schemas (marshmallow, pydantic), in the order of names."""
        return _layers(self.analysis).schemas


def _layers(analysis: Analysis) -> Layers:
    from flasklint.project.layers.layers import layers

    return layers(analysis)
