using System.Buffers;

namespace Rayforce.Server.Engines;

/// <summary>An engine that says how it would evaluate a request, which changes nothing.</summary>
public interface IExplainingEngine : IRayEngine
{
    /// <summary>Writes the payload of a reply that says how a request would be evaluated: a String, a line for each step.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reply">Where the reply goes.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    ValueTask ExplainAsync(EngineRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken);
}
