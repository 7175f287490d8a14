namespace Rayforce.Server;

/// <summary>What came of a publication.</summary>
/// <param name="Number">Its number; 0 where nobody has subscribed.</param>
/// <param name="Delivered">The subscribers who got it, or will.</param>
/// <param name="Framed">The frames that were made.</param>
internal readonly record struct Delivery(long Number, int Delivered, int Framed);
