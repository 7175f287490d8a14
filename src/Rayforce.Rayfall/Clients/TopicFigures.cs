namespace Rayforce.Rayfall.Clients;

/// <summary>What the topics of a server have come to so far.</summary>
/// <param name="Topics">The topics that somebody has subscribed to.</param>
/// <param name="Subscriptions">All subscriptions.</param>
/// <param name="Published">The publications that somebody had subscribed to.</param>
/// <param name="Delivered">The frames that subscribers were sent, or that wait for them.</param>
/// <param name="Dropped">The subscribers for whom too much waited.</param>
/// <param name="Framed">The frames that were made.</param>
/// <param name="MostBytes">The most bytes that have waited for a client at a time.</param>
public readonly record struct TopicFigures(
    long Topics, long Subscriptions, long Published, long Delivered, long Dropped, long Framed, long MostBytes);
