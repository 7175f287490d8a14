namespace Rayforce.Architecture.Tests.Toys;

public sealed class Argument;

public class Base;

public sealed class CalledArgument;

public class Constraint;

public sealed class Created;

public sealed class Element;

public sealed class Field;

public interface IInterface;

public class InAttribute;

public sealed class InIterator;

public sealed class InLambda;

public sealed class InNested;

public sealed class Local;

public sealed class Named;

public sealed class Parameter;

public sealed class Property;

public sealed class Returned;

public sealed class Stranger;

public sealed class Caught : Exception;

public static class Called
{
    public static void Call<T>()
    {
    }
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class MarkAttribute(Type type) : Attribute
{
    public Type Type => type;
}
