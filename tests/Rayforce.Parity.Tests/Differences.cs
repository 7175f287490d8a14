using Rayforce.Parity.Tests.Asking;
using Rayforce.Parity.Tests.Generating;

namespace Rayforce.Parity.Tests;

/// <summary>Asks the embedded engine and native the same, and tells where they part.</summary>
internal sealed class Differences(IAnswerer embedded, NativeEngine native)
{
    /// <summary>What both answered to the smallest part of a request to which they answer differently.</summary>
    /// <param name="Source">The part.</param>
    /// <param name="Native">What native answered.</param>
    /// <param name="Embedded">What the embedded engine answered.</param>
    public sealed record Difference(string Source, Reply Native, Reply Embedded)
    {
        public override string ToString() => $"{Source}\n  native   {Native}\n  embedded {Embedded}";
    }

    /// <summary>How often each line of the ledger has explained a difference, by its case, and the first of them.</summary>
    public Dictionary<string, (int Count, Difference Case)> Known { get; } = [];

    /// <summary>Binds what requests mention.</summary>
    public void Prepare()
    {
        native.Restart();
        embedded.Restart();
        foreach (var source in Queries.Setup)
        {
            native.Ask(source);
            embedded.Ask(source);
        }
    }

    /// <summary>
    /// Where the answers to a request part, for no reason on the ledger; null where they do not. Native reads and writes
    /// beside its vectors at times, so that a difference has to be one in an environment that is new.
    /// </summary>
    public Difference? FindUnknown(Term request)
    {
        if (Find(request) is not { } difference || IsKnown(difference))
            return null;
        Prepare();
        return Find(request) is { } again && !IsKnown(again) ? again : null;
    }

    private bool IsKnown(Difference difference)
    {
        if (KnownDifferences.Explain(difference) is not { } line)
            return false;
        Known[line] = Known.TryGetValue(line, out var known) ? (known.Count + 1, known.Case) : (1, difference);
        return true;
    }

    /// <summary>Where the answers to a request part; null where they do not.</summary>
    private Difference? Find(Term request)
    {
        var answer = native.Ask(request.Source);
        var hasDied = native.HasDied;
        if (hasDied)
            Prepare();
        var own = embedded.Ask(request.Source);
        if (answer.Equals(own) || (hasDied && LeftOut.Deadly.Keys.Any(shape => shape.IsMatch(request.Source))))
            return null;
        foreach (var part in request.Parts)
        {
            if (Find(part) is { } smaller)
                return smaller;
        }

        return new Difference(request.Source, answer, own);
    }
}
