namespace Rayforce.Rayfall;

/// <summary>What a request gave.</summary>
/// <param name="Value">The result; an evaluation error is a <see cref="RayError"/>.</param>
/// <param name="Output">What evaluation printed, empty where it printed nothing.</param>
public readonly record struct RayfallResult(RayObject Value, string Output)
{
    private readonly IReadOnlyList<string>? _bound;

    /// <summary>
    /// The names of the globals that the request has bound for all others, in ordinal order; a request that ends with
    /// an error has bound what it bound before. Empty where nothing was published.
    /// </summary>
    public IReadOnlyList<string> Bound
    {
        get => _bound ?? [];
        init => _bound = value;
    }

    /// <summary>The result with what it has bound, if anything.</summary>
    internal RayfallResult Binding(IReadOnlyList<string>? bound) => bound is null ? this : this with { Bound = bound };

    /// <summary>
    /// Whether nothing that ran asked a clock, chance or the system, or came to a limit: the same request, after the
    /// same requests, gives and binds the same again.
    /// </summary>
    public bool IsDeterministic { get; init; }

    /// <summary>
    /// Completes when what the request has changed, and what it has seen of others' changes, is kept and may be told of;
    /// at once where there is no <see cref="RayfallInterpreter.Journal"/>. It fails with an <see cref="IOException"/>
    /// where that could not be kept: then the request has changed nothing.
    /// </summary>
    public Task Kept
    {
        get => field ?? Task.CompletedTask;
        init;
    }
}
