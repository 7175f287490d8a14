using System.Buffers;
using System.Security.Cryptography;
using Rayforce.Ipc;

namespace Rayforce.Server.Engines;

/// <summary>What has to be done to payloads on their way to an upstream and back: as a rule nothing.</summary>
internal static class UpstreamPayload
{
    /// <summary>Writes the request in the upstream's wire version.</summary>
    /// <param name="request">The request.</param>
    /// <param name="upstream">The upstream's wire version.</param>
    /// <param name="form">In which form it goes there.</param>
    /// <param name="output">Where to.</param>
    /// <exception cref="RayforceFormatException">It has to be decoded, and is no object.</exception>
    public static void WriteRequest(
        EngineRequest request, WireVersion upstream, RequestForm form, IBufferWriter<byte> output)
    {
        if (request.Version == upstream && form == RequestForm.AsItCame)
        {
            output.Write(request.Payload.Span);
            return;
        }

        var value = RaySerializer.Deserialize(
            request.Payload.Span,
            request.Version,
            RayReadOptions.TrailingBytes,
            new RayReadBudget(RequestFault.MaxMemory - request.Payload.Length));
        RaySerializer.Serialize(form == RequestForm.ForJournal ? ListRequest.Prepare(value) : value, output, upstream);
    }

    /// <summary>What tells a request from others in the form in which it goes to an upstream with a journal.</summary>
    /// <returns>Null for other upstreams, where nobody asks.</returns>
    public static byte[]? GetDigest(RequestForm form, PooledBuffer frame) =>
        form == RequestForm.ForJournal ? SHA256.HashData(FrameWriter.GetPayload(frame)) : null;

    /// <summary>Refuses a restricted request, which an upstream cannot be told that it is.</summary>
    public static void WriteRefusal(EngineRequest request, IBufferWriter<byte> output) => ReplyPayload.Write(
        new RayError(
            "access",
            "Restricted requests cannot be forwarded here: the upstream has to restrict the connections of its own accord."),
        output,
        request.Version);

    /// <summary>Writes the reply in the request's wire version.</summary>
    /// <exception cref="RayforceFormatException">It has to be decoded, and is no object.</exception>
    public static void WriteReply(
        ReadOnlySpan<byte> payload, WireVersion upstream, EngineRequest request, IBufferWriter<byte> output)
    {
        if (request.Version == upstream)
        {
            output.Write(payload);
            return;
        }

        var reply = ReplyPayload.Read(payload, upstream);
        // Wire version 1 has no verbose requests: what was printed stayed with the upstream.
        if (request.Verbose && upstream == WireVersion.V1 && reply is not RayError)
            reply = new RayList("", reply);
        ReplyPayload.Write(reply, output, request.Version);
    }
}
