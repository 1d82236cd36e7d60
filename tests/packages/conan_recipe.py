# SPDX-License-Identifier: BSL-1.0
# Runs conanfile.py and the recipe of its test package with a stand-in for the part of Conan's API that they use. Checks
# that the package is complete, then builds a program with it by real CMake and runs it.
#
#   python3 tests/packages/conan_recipe.py SOURCES WORK VERSION
import fnmatch
import importlib.util
import os
import shutil
import subprocess
import sys
import types

sources, work, version = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3]


class Fields:
    """An object whose members the recipes set."""

    def __init__(self, **members):
        self.__dict__.update(members)


class CppInfo(Fields):
    def __init__(self):
        super().__init__(properties={}, requires=[], bindirs=["bin"], libdirs=["lib"])

    def set_property(self, name, value):
        assert name in ("cmake_file_name", "cmake_target_name", "pkg_config_name"), name
        self.properties[name] = value


class Info:
    cleared = False

    def clear(self):
        self.cleared = True


class ConanFile:
    def __init__(self, **folders):
        self.__dict__.update(folders)
        self.required = {}
        self.cpp_info = CppInfo()
        self.info = Info()
        self.cpp = Fields(build=Fields(bindir=""))

    def requires(self, reference, **traits):
        assert set(traits) <= {"transitive_headers"}, traits
        self.required[reference] = traits

    def run(self, command, env=None):
        assert env == "conanrun", env
        subprocess.run([command], cwd=self.build_folder, check=True)


def load(_, path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def copy(_, pattern, source, to):
    count = 0
    for folder, _, names in os.walk(source):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), source)
            if not fnmatch.fnmatch(path, pattern):
                continue
            os.makedirs(os.path.dirname(os.path.join(to, path)), exist_ok=True)
            shutil.copy(os.path.join(source, path), os.path.join(to, path))
            count += 1
    assert count, f"no file is {pattern} in {source}"


class CMake:
    def __init__(self, recipe):
        self.recipe = recipe

    def configure(self):
        assert set(self.recipe.generators) == {"CMakeDeps", "CMakeToolchain"}
        subprocess.run(
            ["cmake", "-S", self.recipe.source_folder, "-B", self.recipe.build_folder]
            + [f"-DCMAKE_PREFIX_PATH={self.recipe.generators_folder}"],
            check=True,
        )

    def build(self):
        subprocess.run(["cmake", "--build", self.recipe.build_folder], check=True)


checked = []
api = {
    "conan": {"ConanFile": ConanFile},
    "conan.tools": {},
    "conan.tools.build": {
        "check_min_cppstd": lambda _, standard: checked.append(standard),
        "can_run": lambda _: True,
    },
    "conan.tools.cmake": {"CMake": CMake, "cmake_layout": lambda _: None},
    "conan.tools.files": {"copy": copy, "load": load},
    "conan.tools.layout": {"basic_layout": lambda _: None},
}
for module_name, members in api.items():
    module = types.ModuleType(module_name)
    module.__dict__.update(members)
    sys.modules[module_name] = module


def recipe_of(path, **folders):
    spec = importlib.util.spec_from_file_location("recipe", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    classes = [c for c in vars(module).values() if isinstance(c, type)]
    found = [c for c in classes if issubclass(c, ConanFile) and c != ConanFile]
    assert len(found) == 1, found
    return found[0](**folders)


# --- The package ----------------------------------------------------------------------------------

package = os.path.join(work, "package")
recipe = recipe_of(
    os.path.join(sources, "conanfile.py"),
    recipe_folder=sources,
    source_folder=sources,
    package_folder=package,
)
recipe.set_version()
assert (recipe.name, recipe.version) == ("assay", version), (recipe.name, recipe.version)
assert recipe.license == "BSL-1.0" and recipe.package_type == "header-library"
recipe.layout()
recipe.requirements()
assert recipe.required == {"boost/[>=1.81.0 <2]": {"transitive_headers": True}}, recipe.required
recipe.validate()
assert checked == [20], checked
recipe.package_id()
assert recipe.info.cleared
for exported in recipe.exports_sources:
    assert os.path.exists(os.path.join(sources, exported.split("/")[0])), exported
recipe.package()
recipe.package_info()
info = recipe.cpp_info
assert (info.bindirs, info.libdirs, info.requires) == ([], [], ["boost::headers"]), vars(info)
assert info.properties["cmake_file_name"] == "assay"
assert info.properties["cmake_target_name"] == "assay::assay"
assert os.path.isfile(os.path.join(package, "licenses", "LICENSE"))


def headers(root):
    return sorted(
        os.path.relpath(os.path.join(folder, name), root)
        for folder, _, names in os.walk(root)
        for name in names
    )


assert headers(os.path.join(package, "include")) == headers(os.path.join(sources, "include"))

# --- A program with the package ---------------------------------------------------------------------------------------

# The part of the output of CMakeDeps for package_info that the program needs.
generators = os.path.join(work, "generators")
os.makedirs(generators, exist_ok=True)
config = os.path.join(generators, info.properties["cmake_file_name"] + "-config.cmake")
with open(config, "w", encoding="utf-8") as out:
    target = info.properties["cmake_target_name"]
    out.write(
        "find_package(Boost 1.81 REQUIRED CONFIG)\n"
        f"add_library({target} INTERFACE IMPORTED)\n"
        f'target_include_directories({target} INTERFACE "{package}/include")\n'
        f"target_link_libraries({target} INTERFACE Boost::headers)\n"
    )
tests = os.path.join(sources, recipe.test_package_folder)
build = os.path.join(work, "test_build")
test = recipe_of(
    os.path.join(tests, "conanfile.py"),
    source_folder=tests,
    build_folder=build,
    generators_folder=generators,
    tested_reference_str=f"assay/{version}",
)
test.layout()
test.cpp.build.bindir = build
test.requirements()
assert test.required == {f"assay/{version}": {}}, test.required
test.build()
test.test()
print("conan: the recipe's methods, and a program built with what they package")
