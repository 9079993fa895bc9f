"""All rules, in the groups that share a gate."""

from pii.rules import email, ip_address, key_families
from pii.rules.name import (
    bibliography,
    bylines,
    citations,
    contacts,
    known_names,
    lists,
    package_metadata,
    person_fields,
    records,
    remarks,
)
from pii.rules.secret import (
    assignments,
    call_arguments,
    command_line,
    headers,
    named_values,
    prose,
    settings_files,
    tools,
    urls,
)
from pii.rules.username import (
    account_fields,
    author_fields,
    authors,
    images,
    links,
    machine_accounts,
    mentions,
    packages,
    people_lists,
    plugins,
    profiles,
    repository_owners,
    revisions,
    sessions,
)

# Grouped by what was measured to share a gate well.
GROUPS = (
    (
        *email.RULES,
        *ip_address.RULES,
        *machine_accounts.RULES,
        *sessions.RULES,
        *account_fields.RULES,
        *revisions.RULES,
        *mentions.RULES,
        *repository_owners.RULES,
        *profiles.RULES,
        *links.RULES,
        *packages.RULES,
        *plugins.RULES,
        *images.RULES,
    ),
    key_families.RULES,
    (*lists.RULES, *citations.RULES, *remarks.RULES),
    (
        *urls.RULES,
        *headers.RULES,
        *command_line.RULES,
        *tools.RULES,
        *call_arguments.RULES,
        *prose.RULES,
        *assignments.RULES,
        *named_values.RULES,
        *settings_files.RULES,
    ),
    (
        *known_names.RULES,
        *bylines.RULES,
        *contacts.RULES,
        *person_fields.RULES,
        *records.RULES,
        *authors.RULES,
        *author_fields.RULES,
        *people_lists.RULES,
        *bibliography.RULES,
        *package_metadata.RULES,
    ),
)
RULES = tuple(rule for group in GROUPS for rule in group)
