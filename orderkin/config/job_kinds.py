"""Who does which kind of job, listed once (kind to dotted function)."""

JOB_KINDS: dict[str, str] = {
    "bulk": "orderkin.bulk.run.work",
    "export": "orderkin.exports.run.work",
    "import": "orderkin.imports.run.work",
    "try_import": "orderkin.imports.trying.work",
    "families": "orderkin.imports.settling_proposals.work",
}
