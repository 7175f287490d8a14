using System.Buffers;

namespace Rayforce.Server.Engines;

/// <summary>What evaluates requests: the one seam of the server. Bytes go in and bytes come out.</summary>
public interface IRayEngine : IAsyncDisposable
{
    /// <summary>Evaluates a request and writes the payload of its reply.</summary>
    /// <param name="request">The request. An engine may be asked many at once, by many connections.</param>
    /// <param name="reply">
    /// Where the reply goes: an object, or an error object and behind it a String atom with the message
    /// (see <see cref="Rayforce.Ipc.ReplyPayload"/>). A payload that cannot be decoded is answered with the
    /// error <c>domain</c>.
    /// </param>
    /// <param name="cancellationToken">
    /// Ends the evaluation: the client has gone, the time is up, the server stops.
    /// </param>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled before it had a result.</exception>
    /// <exception cref="IOException">
    /// What the request has changed could not be kept, and is not changed. What has been written is dropped, and the
    /// error <c>io</c> sent.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// The request's wire version cannot carry the result. What has been written is dropped, and the error
    /// <c>nyi</c> sent.
    /// </exception>
    ValueTask EvaluateAsync(EngineRequest request, IBufferWriter<byte> reply, CancellationToken cancellationToken);
}
