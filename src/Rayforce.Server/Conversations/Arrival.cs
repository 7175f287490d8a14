using Rayforce.Client;
using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>What has come from a client.</summary>
/// <param name="Kind">Which of the kinds.</param>
/// <param name="Header">The header of a frame.</param>
/// <param name="Fault">What is wrong with something that is no frame.</param>
internal readonly record struct Arrival(ArrivalKind Kind, FrameHeader Header, string Fault = "")
{
    /// <summary>What was said of a frame behind it, or alone, where requests have numbers; null where nothing was.</summary>
    public MessageNote? Note { get; init; }

    /// <summary>The client closes.</summary>
    public static Arrival Close => new(ArrivalKind.Close, default);

    /// <summary>More than is allowed at once.</summary>
    public static Arrival TooBig => new(ArrivalKind.TooBig, default);

    /// <summary>A frame, whose payload is in the buffer.</summary>
    public static Arrival Frame(FrameHeader header) => new(ArrivalKind.Frame, header);

    /// <summary>A note that came alone.</summary>
    public static Arrival OfNote(MessageNote note) => new(ArrivalKind.Note, default) { Note = note };

    /// <summary>A message of its own that is no frame.</summary>
    public static Arrival Unreadable(string fault) => new(ArrivalKind.Unreadable, default, fault);

    /// <summary>No frame, in a stream that cannot be read on behind it.</summary>
    public static Arrival Broken(string fault) => new(ArrivalKind.Broken, default, fault);
}
