using System.Reflection;
using System.Runtime.Versioning;

namespace Rayforce;

public sealed class BuildUnderTestTests
{
    [Fact]
    public void The_tests_run_against_the_netstandard_build() => Assert.Equal(
        ".NETStandard,Version=v2.0",
        typeof(RayObject).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName);
}
