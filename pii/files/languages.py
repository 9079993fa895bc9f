"""Which language a file is written in, by its name.

The names are the ones that gold annotations and data sets use. Nothing but tables: a file whose
name says nothing is in no language, which is `""`.
"""

_NAMES_BY_LANGUAGE = {
    "Ada": ".adb .ads",
    "Assembly": ".s .asm .nasm .agc",
    "Batchfile": ".bat .cmd",
    "C": ".c .h",
    "C#": ".cs .csx",
    "C++": ".cc .cpp .cxx .c++ .hh .hpp .hxx .ino .ipp",
    "CMake": "CMakeLists.txt .cmake",
    "CSS": ".css .scss .sass .less .styl",
    "CSV": ".csv .tsv",
    "Clojure": ".clj .cljs .cljc .edn",
    "CoffeeScript": ".coffee",
    "D": ".d",
    "Dart": ".dart",
    "Dockerfile": "Dockerfile Containerfile .dockerfile",
    "Elixir": ".ex .exs .heex .eex",
    "Elm": ".elm",
    "Emacs Lisp": ".el",
    "Erlang": ".erl .hrl",
    "F#": ".fs .fsx .fsi",
    "Fortran": ".f .f90 .f95 .f03 .for",
    "Go": ".go",
    "GraphQL": ".graphql .gql",
    "Groovy": ".groovy .gradle Jenkinsfile",
    "HCL": ".tf .tfvars .hcl",
    "HTML": ".html .htm .xhtml .erb .ejs .hbs .jinja .jinja2 .mustache .twig .cshtml .jsp",
    "Haskell": ".hs .lhs .cabal",
    "INI": ".ini .cfg .conf .cnf .properties .env .gitconfig .editorconfig .ldif .zone .config "
    ".mailmap .npmrc .pypirc .netrc .env.example .gitmodules",
    "JSON": ".json .jsonl .ndjson .json5 .jsonc .webmanifest .geojson",
    "Java": ".java",
    "JavaScript": ".js .mjs .cjs",
    "JSX": ".jsx .tsx",
    "Julia": ".jl",
    "Jupyter": ".ipynb",
    "Kotlin": ".kt .kts",
    "Lisp": ".lisp .lsp .cl",
    "Lua": ".lua",
    "MATLAB": ".m",
    "Makefile": "Makefile GNUmakefile makefile .mk .mak .am",
    "Markdown": ".md .markdown .mdx .rst",
    "Nim": ".nim",
    "Nix": ".nix",
    "OCaml": ".ml .mli",
    "Objective-C": ".mm",
    "PHP": ".php .phtml .php5",
    "Pascal": ".pas .dpr .pp .inc",
    "Perl": ".pl .pm .t",
    "PowerShell": ".ps1 .psm1 .psd1",
    "Prolog": ".pro",
    "Protocol Buffer": ".proto",
    "Puppet": ".epp",
    "Python": ".py .pyi .pyx .pyw",
    "R": ".R .r .Rmd",
    "Ruby": ".rb .rake .gemspec Rakefile Gemfile Vagrantfile Podfile",
    "Rust": ".rs",
    "SQL": ".sql .psql .ddl",
    "Scala": ".scala .sbt .sc",
    "Scheme": ".scm .ss",
    "Shell": ".sh .bash .zsh .fish .ksh .bashrc .zshrc .profile",
    "Svelte": ".svelte",
    "Swift": ".swift",
    "TOML": ".toml Cargo.lock Pipfile",
    "Tcl": ".tcl",
    "TeX": ".tex .sty .cls .bib",
    "Text": ".txt .text .log .pem .pub .asc .eml .msg README NOTICE AUTHORS CONTRIBUTORS "
    "MAINTAINERS LICENSE COPYING CHANGELOG THANKS",
    "TypeScript": ".ts .mts .cts",
    "VHDL": ".vhd .vhdl",
    "Verilog": ".v .sv",
    "Vim": ".vim .vimrc",
    "Visual Basic": ".vb .bas .vbs",
    "Vue": ".vue",
    "XML": ".xml .xsd .xsl .xslt .csproj .vbproj .fsproj .props .targets .plist .svg .wsdl .xaml "
    ".pom .resx .storyboard .xib .kml .rss .atom .nuspec .xlf",
    "YAML": ".yml .yaml .clang-format",
    "Zig": ".zig",
}
_LANGUAGE_BY_NAME = {
    name: language for language, names in _NAMES_BY_LANGUAGE.items() for name in names.split()
}
# An angle bracket opens an element there, or one that a reader of the page never sees.
MARKUP = frozenset({"XML", "HTML", "Markdown", "Vue", "Svelte", "JSX"})

_CODE = (
    "Ada|C|C#|C++|Clojure|Crystal|D|Dart|Elixir|Elm|Erlang|F#|Fortran|Go|Groovy|Haskell|JSX|Java|"
    "JavaScript|Julia|Kotlin|Lua|MATLAB|Nim|OCaml|Objective-C|PHP|Pascal|Perl|Python|R|Ruby|Rust|"
    "Scala|Scheme|Swift|TypeScript|Vue|Zig"
)
# There a bare word is a name of the program's; data and configuration hold values without quotes.
BARE_WORDS_ARE_CODE = frozenset(_CODE.split("|"))


def language_of(path: str) -> str:
    """Return the language that a file's name tells, or `""`.

    The whole name counts first (`CMakeLists.txt`), then its ending, in that spelling and then
    in lower case.

    >>> language_of("src/app.py"), language_of("CMakeLists.txt"), language_of("data.bin")
    ('Python', 'CMake', '')
    """
    # Plain strings, not `pathlib`: this is asked for every row of a data set.
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    ending = name[dot:] if 0 < dot < len(name) - 1 else name
    for spelling in (name, ending, ending.lower()):
        if spelling in _LANGUAGE_BY_NAME:
            return _LANGUAGE_BY_NAME[spelling]
    return ""
