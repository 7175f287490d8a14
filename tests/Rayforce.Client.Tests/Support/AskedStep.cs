using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Client.Tests.Support;

/// <summary>A step of a recorded conversation in which the server asks back.</summary>
internal sealed record AskedStep
{
    private AskedStep(GoldenStep step)
    {
        Connection = step.Connection;
        Sent = step.Send;
        Received = step.Receive;
        ServerCloses = step.Closed && step.Note != "by the client";
    }

    public int Connection { get; }

    /// <summary>What the client says.</summary>
    public byte[]? Sent { get; }

    /// <summary>What the server says.</summary>
    public byte[]? Received { get; }

    public bool ServerCloses { get; }

    /// <summary>Whether it is the last one of its connection.</summary>
    public bool IsLast { get; private init; }

    /// <summary>
    /// Whether this library does not say so: a request while the server waits for an answer, which the handler may not
    /// make, the reply to it, and an answer that nobody waits for.
    /// </summary>
    public bool IsRefused { get; private init; }

    public MessageType? SentType => GetType(Sent);

    public MessageType? ReceivedType => GetType(Received);

    /// <summary>Whether this library writes such bytes, and not a peer that tries what is broken.</summary>
    public bool IsWrittenHere => Decode(Sent!) is { } value
        && RaySerializer.SerializeFrame(value, messageType: SentType!.Value).AsSpan().SequenceEqual(Sent);

    public static IEnumerable<AskedStep> Of(GoldenConversation conversation)
    {
        var (isAsked, isRefused) = (false, false);
        var recorded = conversation.Steps.Where(step => !step.Closed || step.Note != "by the client").ToList();
        for (var i = 0; i < recorded.Count; i++)
        {
            var step = new AskedStep(recorded[i])
            {
                IsLast = recorded.FindLastIndex(each => each.Connection == recorded[i].Connection) == i,
            };
            var refusesRequest = isAsked && step.SentType == MessageType.Sync;
            var refusesReply = isRefused && step.ReceivedType == MessageType.Response;
            var refusesAnswer = !isAsked && step.SentType == MessageType.Response;
            isRefused = refusesRequest || isRefused && !refusesReply;
            isAsked = step.ReceivedType == MessageType.Sync || isAsked && step.SentType != MessageType.Response
                && !(step.ReceivedType == MessageType.Response && !refusesReply);
            yield return step with { IsRefused = refusesRequest || refusesReply || refusesAnswer };
        }
    }

    /// <summary>The object in a frame; null where there is none.</summary>
    public static RayObject? Decode(byte[] frame)
    {
        try
        {
            return RaySerializer.DeserializeFrame(frame);
        }
        catch (RayforceFormatException)
        {
            return null;
        }
    }

    private static MessageType? GetType(byte[]? frame) =>
        FrameHeader.TryRead(frame, out var header) == WireStatus.Done ? header.MessageType : null;
}
