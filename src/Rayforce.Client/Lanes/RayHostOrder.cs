namespace Rayforce.Client;

/// <summary>In which order a client tries several servers.</summary>
public enum RayHostOrder
{
    /// <summary>As they are given, at every connect: the second is the stand-in of the first.</summary>
    InOrder,

    /// <summary>At random, at every connect: many clients spread over the servers.</summary>
    Random,
}
