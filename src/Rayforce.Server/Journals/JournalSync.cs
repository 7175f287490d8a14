namespace Rayforce.Server.Journals;

/// <summary>
/// When a change is brought to the disk. What is written and not yet there survives the end of the process, however
/// that comes, and not that of the machine.
/// </summary>
public enum JournalSync
{
    /// <summary>Before its reply is sent, together with those of other requests: nothing that was answered is lost.</summary>
    Always,

    /// <summary>From time to time: when the machine fails, the changes since the last time may be lost.</summary>
    Interval,

    /// <summary>When the system does it of itself: when the machine fails, half a minute's changes may be lost.</summary>
    Never,
}
