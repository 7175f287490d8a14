
namespace Rayforce.Display;

/// <summary>
/// Completes builtins, globals and the columns of the tables that a text names, all of them as the session has them.
/// </summary>
/// <param name="evaluate">Has the session evaluate a source.</param>
internal sealed class Completer(Func<string, CancellationToken, Task<RayObject>> evaluate)
{
    /// <summary>Longer nobody waits for a name.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The names that may stand at a place of a text.</summary>
    public async Task<Completion> CompleteAsync(string text, int cursor, CancellationToken cancellationToken)
    {
        var start = RayfallTokens.FindName(text, cursor);
        var begun = text[start..cursor];
        var names = new SortedSet<string>(StringComparer.Ordinal);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            foreach (var table in TablesOf(text))
                names.UnionWith(await AskAsync($"(key {table})", limit.Token));
            names.RemoveWhere(name => !name.StartsWith(begun, StringComparison.Ordinal));
            if (names.Count == 0 || begun.Length > 0)
                names.UnionWith(await AskAsync($"(.repl.complete {RayfallSource.Quote(begun)})", limit.Token));
        }
        catch (Exception exception) when (exception is RayforceException or OperationCanceledException)
        {
            // Without names one types on.
        }

        return new Completion(start, [.. names]);
    }

    private static IEnumerable<string> TablesOf(string text)
    {
        var tokens = RayfallTokens.Read(text)
            .Where(static token => token.Kind is not (RayfallTokenKind.Space or RayfallTokenKind.Comment)).ToList();
        for (var i = 1; i < tokens.Count; i++)
        {
            var (before, token) = (tokens[i - 1], tokens[i]);
            if (token.Kind == RayfallTokenKind.Name && text.AsSpan(before.Start, before.Length) is "from:")
                yield return text.Substring(token.Start, token.Length);
        }
    }

    private async Task<IEnumerable<string>> AskAsync(string source, CancellationToken cancellationToken) =>
        await evaluate(source, cancellationToken) is RaySymbolVector names ? names : [];
}
