namespace Rayforce.Server;

/// <summary>Who gets the publications on a topic.</summary>
internal interface ITopicSubscriber
{
    /// <summary>The form in which it gets them.</summary>
    PublicationForm Form { get; }

    /// <summary>Takes frames, which it releases when it is done with them, whatever it does with them.</summary>
    /// <returns>Whether it takes more.</returns>
    bool Take(SharedFrames frames);
}
