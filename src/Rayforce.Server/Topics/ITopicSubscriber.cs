using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>Who gets the publications on a topic.</summary>
internal interface ITopicSubscriber
{
    /// <summary>The wire version in which it gets them.</summary>
    WireVersion Version { get; }

    /// <summary>Payloads of more bytes than this are packed for it; null for none.</summary>
    int? PackAbove { get; }

    /// <summary>Takes a frame, which it releases when it is done with it, whatever it does with it.</summary>
    /// <returns>Whether it takes more.</returns>
    bool Take(SharedFrame frame);
}
