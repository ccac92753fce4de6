"""The steps of the set-up, and the order in which they run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from installer import avatar_data, console_build, csharp, environment, lock, node, packages, system
from installer.checkout import Checkout
from installer.problem import SetupProblem
from installer.progress import Progress


@dataclass(frozen=True)
class Needs:
    """What a command needs to be there before it starts."""

    extras: frozenset[str] = frozenset()
    """Extras of setup.cfg."""
    console: bool = False
    """The built page."""
    testing: bool = False
    """A browser, and the npm packages that tests use."""


@dataclass(frozen=True)
class Step:
    """One step: done only where it is needed."""

    title: str
    needed: Callable[[], bool]
    do: Callable[[Progress], None]


def plan(checkout: Checkout, needs: Needs) -> list[Step]:
    """The steps for ``needs``, in order."""
    steps = [
        Step(
            "Installing the system libraries that Blender links",
            lambda: bool(system.missing_libraries()),
            lambda progress: provide_libraries(checkout, progress),
        ),
        Step(
            f"Making the environment {checkout.venv_name}",
            lambda: environment_is_needed(checkout, needs),
            lambda progress: environment.make(checkout, progress),
        ),
        Step(
            _packages_title(needs),
            lambda: packages.are_missing(checkout, needs.extras),
            lambda progress: packages.install(checkout, needs.extras, progress),
        ),
        Step(
            "Making the avatar's data (several minutes)",
            lambda: avatar_data.is_missing(checkout),
            lambda progress: avatar_data.make(checkout, progress),
        ),
    ]
    if needs.console:
        steps.append(
            Step(
                "Building the console",
                lambda: console_build.is_stale(checkout),
                lambda progress: console_build.build(checkout, progress),
            )
        )
    return steps + (_test_steps(checkout) if needs.testing else [])


def _packages_title(needs: Needs) -> str:
    torch = "train" in needs.extras
    size = "torch too, 1 GB and more" if torch else "about 700 MB"
    return f"Installing the packages (the first time {size} to download)"


def _test_steps(checkout: Checkout) -> list[Step]:
    steps = [
        Step(
            "Installing a browser for the tests of the page",
            lambda: system.this_distribution() is not None and system.browser() is None,
            lambda progress: provide_browser(checkout, progress),
        ),
        Step(
            "Installing what makes networks for the tests of headset mode",
            lambda: bool(system.missing_network_tools()),
            lambda progress: provide_network_tools(checkout, progress),
        ),
    ]
    for folder in [checkout.console, *node.projects(checkout)]:
        if (folder / "package-lock.json").exists():
            steps.append(_modules_step(checkout, folder.relative_to(checkout.root).as_posix()))
    compiler = Step(
        "Installing the C# compiler for the tests of unity_app (70 MB to download)",
        lambda: csharp.is_missing(checkout),
        lambda progress: csharp.install(checkout, progress),
    )
    return [*steps, compiler]


def _modules_step(checkout: Checkout, where: str) -> Step:
    folder = checkout.root / where
    return Step(
        f"Installing the npm packages of {where}",
        lambda: node.modules_are_missing(folder),
        lambda progress: node.install_modules(checkout, folder, progress),
    )


def environment_is_needed(checkout: Checkout, needs: Needs) -> bool:
    """Whether ``.venv`` has to be made; looks closely only if something is to be installed."""
    closely = packages.are_missing(checkout, needs.extras)
    return bool(environment.deep_fault(checkout) if closely else environment.fault(checkout))


def provide_libraries(checkout: Checkout, progress: Progress) -> None:
    """Install the missing libraries as root on Debian; say what to type elsewhere.

    Raises:
        SetupProblem: they are missing and cannot be installed from here.
    """
    missing = system.missing_libraries()
    distribution = system.this_distribution()
    if system.can_install(distribution):
        names = [library.packages["debian"] for library in missing]
        environment.apt_install(checkout, names, progress)
        missing = system.missing_libraries()
    if missing:
        raise libraries_problem(missing, distribution)


def libraries_problem(
    missing: list[system.Library], distribution: system.Distribution | None
) -> SetupProblem:
    """The sentence for libraries that a person has to install."""
    names = ", ".join(library.soname for library in missing)
    sentence = f"Blender needs system libraries that are missing: {names}."
    if distribution is None or distribution.family == "other":
        return to_install(sentence, "them")
    wanted = [library.packages[distribution.family] for library in missing]
    return to_install(sentence, "them", system.install_command(distribution, wanted))


def to_install(sentence: str, what: str, command: str = "") -> SetupProblem:
    """A problem that a person solves by installing ``what``, with ``command`` if it is known."""
    if not command:
        return SetupProblem(sentence, f"Install {what} with the package manager of this system.")
    return SetupProblem(sentence, f"Install {what} with: {command}")


def provide_browser(checkout: Checkout, progress: Progress) -> None:
    """Install Chromium as root on Debian; say what to type elsewhere.

    Raises:
        SetupProblem: there is none and it cannot be installed from here.
    """
    distribution = system.this_distribution()
    if system.can_install(distribution):
        environment.apt_install(checkout, ["chromium", "fonts-liberation"], progress)
    if system.browser() is None:
        sentence = "The tests of the page need Chromium."
        if distribution is None or distribution.family == "other":
            raise to_install(sentence, "it")
        raise to_install(sentence, "it", system.install_command(distribution, ["chromium"]))


def provide_network_tools(checkout: Checkout, progress: Progress) -> None:
    """Install iproute2 and nftables as root on Debian; say what to type elsewhere.

    Raises:
        SetupProblem: they are missing and cannot be installed from here.
    """
    missing = system.missing_network_tools()
    distribution = system.this_distribution()
    if system.can_install(distribution):
        environment.apt_install(checkout, missing, progress)
        missing = system.missing_network_tools()
    if missing:
        sentence = f"The tests of headset mode need {' and '.join(missing)}."
        if distribution is None or distribution.family != "debian":
            raise to_install(sentence, "it")
        raise to_install(sentence, "it", system.install_command(distribution, missing))


def set_up(checkout: Checkout, needs: Needs, progress: Progress) -> bool:
    """Do what is needed, and say so; silent where everything is there.

    Returns:
        Whether anything had to be done.

    Raises:
        SetupProblem: a step failed.
    """
    steps = plan(checkout, needs)
    if not any(step.needed() for step in steps):
        return False
    with lock.held(checkout.root, progress.say):
        for number, step in enumerate(steps, start=1):
            if step.needed():
                with progress.step(number, len(steps), step.title):
                    step.do(progress)
    return True
