using Rayforce.Rayfall;

namespace Rayforce.Parity.Tests.Asking;

/// <summary>The engine of this repository.</summary>
internal sealed class EmbeddedEngine : IAnswerer
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly RayfallOptions _options = new() { MaxConcurrency = 2 };
    private RayfallInterpreter _interpreter;

    public EmbeddedEngine() => _interpreter = new RayfallInterpreter(_options);

    public Reply Ask(string source)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            return Reply.Of(_interpreter.Evaluate(new RayString(source), cancellationToken: limit.Token).Value);
        }
        catch (OperationCanceledException)
        {
            return Reply.NoAnswer;
        }
    }

    public void Restart() => _interpreter = new RayfallInterpreter(_options);
}
