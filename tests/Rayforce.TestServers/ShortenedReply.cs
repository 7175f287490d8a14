using System.Globalization;
using System.Text.RegularExpressions;
using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.TestServers;

/// <summary>Long replies of which a recording keeps the beginning and the size, made whole from what was asked.</summary>
public static partial class ShortenedReply
{
    /// <summary>The steps of a conversation with its replies whole; as it is where one cannot be made whole.</summary>
    public static GoldenConversation Restore(GoldenConversation conversation)
    {
        GoldenStep? request = null;
        var steps = new List<GoldenStep>();
        foreach (var step in conversation.Steps)
        {
            request = step.Send is null ? request : step;
            steps.Add(step is { ReceiveSize: { } size, Receive: { } start } && request is not null
                && FindReply(request.Send!, start[7]) is { } reply
                && reply.Length == size && reply.AsSpan().StartsWith(start)
                ? step.WithReceive(reply)
                : step);
        }

        return conversation with { Steps = steps };
    }

    private static byte[]? FindReply(byte[] request, byte type) =>
        FrameHeader.TryRead(request, out var header) == WireStatus.Done
        && RaySerializer.DeserializeFrame(request) is RayString source
        && Evaluate(source.Value) is { } value
            ? RaySerializer.SerializeFrame(value, header.Version, (MessageType)type)
            : null;

    private static RayObject? Evaluate(string source) => Vectors().Match(source) switch
    {
        { Success: false } => null,
        { Groups: var groups } when groups["til"].Success => new RayVector<long>(
            [.. Enumerable.Range(0, Parse(groups["til"])).Select(i => (long)i)]),
        { Groups: var groups } when groups["zeros"].Success => new RayVector<long>(new long[Parse(groups["zeros"])]),
        { Groups: var groups } => new RayVector<bool>([.. Enumerable.Repeat(true, Parse(groups["true"]))]),
    };

    private static int Parse(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\((til (?<til>\d+)|\* 0 \(til (?<zeros>\d+)\)|take \[true\] (?<true>\d+))\)$")]
    private static partial Regex Vectors();
}
