namespace LlmWiki.Cli.Doctor;

internal enum Health
{
    Ok,

    /// <summary>Work goes on, with less than there could be.</summary>
    Warning,

    /// <summary>Something that is asked for cannot work.</summary>
    Problem,
}

/// <summary>What one check of <c>wiki doctor</c> found.</summary>
/// <param name="Topic">One word.</param>
/// <param name="Todo">What to do about it, or what one could; null where there is nothing to do.</param>
internal sealed record Diagnosis(string Topic, Health Health, string What, string? Todo = null)
{
    public static Diagnosis Ok(string topic, string what, string? todo = null) => new(topic, Health.Ok, what, todo);

    public static Diagnosis Warning(string topic, string what, string? todo) => new(topic, Health.Warning, what, todo);

    public static Diagnosis Problem(string topic, string what, string? todo) => new(topic, Health.Problem, what, todo);
}
