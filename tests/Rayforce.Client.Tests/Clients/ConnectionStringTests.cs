using System.Net;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Rayforce.Ipc;
using Rayforce.WebSocket;

namespace Rayforce.Client.Tests.Clients;

/// <summary>What a connection string and configuration say.</summary>
public class ConnectionStringTests
{
    /// <summary>What no text can say.</summary>
    private static readonly string[] CodeOnly =
    [
        nameof(RayClientSettings.Endpoints), nameof(RayClientSettings.Connection),
        nameof(RayClientSettings.ConnectionProvider), nameof(RayClientSettings.Credentials),
        nameof(RayClientSettings.CredentialsProvider), nameof(RayClientSettings.LoggerFactory),
        nameof(RayClientSettings.MeterFactory), nameof(RayClientOptions.RequestHandler),
        nameof(RayClientOptions.CertificateValidation), nameof(RayClientOptions.ClientCertificates),
    ];

    /// <summary>Every option with a text, by transport, and another value than the default's.</summary>
    public static TheoryData<string, string, string, object> Options
    {
        get
        {
            var options = new TheoryData<string, string, string, object>();
            Add("rayforce://h:1", typeof(RayClientSettings), typeof(RayTcpClientOptions));
            Add("rayforces://h:1", typeof(RayTcpClientOptions));
            Add("ws://h", typeof(RayClientSettings), typeof(WSClientOptions));
            Add("wss://h", typeof(WSClientOptions));
            return options;

            void Add(string url, params Type[] types)
            {
                foreach (var property in types.SelectMany(type => type.GetProperties()).Where(p => p.SetMethod is not null))
                {
                    if (CodeOnly.Contains(property.Name))
                        continue;
                    var (text, value) = Sample(property);
                    options.Add(url, property.Name + (property.Name == "Headers" ? ".X-Tenant" : ""), text, value);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_option_is_set_by_a_connection_string_in_any_case(string url, string name, string text, object value)
    {
        foreach (var spelled in new[] { name, name.ToUpperInvariant(), char.ToLowerInvariant(name[0]) + name[1..] })
            Assert.Equal(value, Read(RayClientSettings.Parse($"{url}?{spelled}={text}"), name));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_option_is_set_by_configuration(string url, string name, string text, object value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Rayforce:Url"] = url,
                ["Rayforce:" + name.Replace('.', ConfigurationPath.KeyDelimiter[0])] = text,
            }).Build();

        Assert.Equal(value, Read(RayClientSettings.FromConfiguration(configuration.GetSection("Rayforce")), name));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void A_wrong_value_is_refused_with_the_name_of_the_option(string url, string name, string text, object value)
    {
        if (value is string)
            return;
        foreach (var wrong in new[] { "", "x", text + "x", "-3", "1e9s", "5", "99999999999999999999ms" })
        {
            if (wrong == "5" && value is int)
                continue;
            var refused = Assert.ThrowsAny<ArgumentException>(() => RayClientSettings.Parse($"{url}?{name}={wrong}"));
            Assert.Contains($"'{name}'", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("rayforce://h:1?nosuch=1", "nosuch")]
    [InlineData("rayforce://h:1?negotiateSubprotocol=true", "negotiateSubprotocol")]
    [InlineData("ws://h?cancelOnServer=true", "cancelOnServer")]
    [InlineData("ws://h?credentials=a", "credentials")]
    [InlineData("ws://h?endpoints=a", "endpoints")]
    [InlineData("ws://h?callTimeout", "callTimeout")]
    public void An_unknown_option_is_refused_by_name(string text, string name) => Assert.Contains(
        $"'{name}'",
        Assert.Throws<ArgumentException>(() => RayClientSettings.Parse(text)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Configuration_refuses_an_unknown_option_by_name()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Url"] = "rayforce://h:1", ["NoSuch"] = "1" }).Build();

        Assert.Contains(
            "'NoSuch'",
            Assert.Throws<ArgumentException>(() => RayClientSettings.FromConfiguration(configuration)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(
            () => RayClientSettings.FromConfiguration(new ConfigurationBuilder().Build()));
    }

    [Fact]
    public void Several_headers_may_be_said_and_a_later_one_replaces_an_earlier()
    {
        var settings = RayClientSettings.Parse("ws://h?headers.A=1&HEADERS.b=%3D%26&headers.a=2");

        Assert.Equal(
            new Dictionary<string, string> { ["a"] = "2", ["b"] = "=&" },
            Assert.IsType<WSClientOptions>(settings.Connection).Headers);
    }

    [Fact]
    public void What_a_string_says_is_what_code_says()
    {
        var said = RayClientSettings.Parse("ws://h?upstream=own&callTimeout=5s&maxMessageSize=4321&compression=false");
        var coded = new WSClientOptions
        {
            Upstream = WSUpstream.Own,
            CallTimeout = TimeSpan.FromSeconds(5),
            MaxMessageSize = 4321,
            Compression = false,
        };

        Assert.Equal(coded with { Headers = ((WSClientOptions)said.Connection).Headers }, said.Connection);
    }

    [Fact]
    public void Configuration_brings_credentials()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["url"] = "rayforce://h:1", ["credentials"] = "bob:s%3cret" }).Build();

        Assert.Equal("bob:s%3cret", RayClientSettings.FromConfiguration(configuration).Credentials);
    }

    [Theory]
    [InlineData("rayforce://h:1", "rayforce://h:1")]
    [InlineData("rayforces://h:1,k:2,10.0.0.1:3", "rayforces://h:1,rayforces://k:2,rayforces://10.0.0.1:3")]
    [InlineData("rayforce://[::1]:1,[fe80::1]:2", "rayforce://[::1]:1,rayforce://[fe80::1]:2")]
    [InlineData("RAYFORCE://h:1?poolSize=2&reconnect=false", "rayforce://h:1")]
    [InlineData("ws://h,k:81/path/to", "ws://h/path/to,ws://k:81/path/to")]
    [InlineData("wss://u:p@h,k:81/path?poolSize=2", "wss://h/path,wss://k:81/path")]
    public void The_servers_are_found(string text, string servers) =>
        Assert.Equal(servers, RayClientSettings.Parse(text).ToString());

    [Theory]
    [InlineData("rayforce://h:1", null)]
    [InlineData("rayforce://word@h:1", "word")]
    [InlineData("rayforce://bob:s3cret@h:1,k:2", "bob:s3cret")]
    [InlineData("rayforce://bob:%40%2F%3F%3A%25@h:1", "bob:@/?:%")]
    public void The_credentials_are_found(string text, string? credentials) =>
        Assert.Equal(credentials, RayClientSettings.Parse(text).Credentials);

    [Theory]
    [InlineData("")]
    [InlineData("h:1")]
    [InlineData("://h:1")]
    [InlineData("rayforce://")]
    [InlineData("rayforce://h:1,,k:2")]
    [InlineData("rayforce://h:99999")]
    [InlineData("http://h:1")]
    public void What_is_no_connection_string_is_refused(string text) =>
        Assert.Throws<ArgumentException>(() => RayClientSettings.Parse(text));

    [Theory]
    [InlineData("rayforce://bob:se/cret@h:1")]
    [InlineData("rayforce://bob:se?cret=1@h:1")]
    [InlineData("rayforce://bob:se?cret@h:1")]
    [InlineData("rayforce://bob:secret@h:1?nosuch=1")]
    [InlineData("rayforce://bob:secret@h:1,?reconnect=no")]
    public void No_message_shows_credentials(string text)
    {
        var message = Assert.Throws<ArgumentException>(() => RayClientSettings.Parse(text)).ToString();

        Assert.DoesNotContain("cret", message.Replace("credentials", "", StringComparison.OrdinalIgnoreCase),
            StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("bob", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_show_no_credentials() => Assert.DoesNotContain(
        "s3cret",
        new RayClientSettings { Endpoints = [new Uri("rayforce://a:s3cret@h:1")], Credentials = "s3cret" }.ToString(),
        StringComparison.Ordinal);

    [Fact]
    public void Settings_need_servers_of_one_scheme()
    {
        Assert.Throws<ArgumentException>(() => new RayClientSettings { Endpoints = [] });
        Assert.Throws<ArgumentException>(
            () => new RayClientSettings { Endpoints = [new Uri("rayforce://h:1"), new Uri("ws://h")] });
        Assert.Throws<ArgumentException>(
            () => new RayClientSettings { Endpoints = [new Uri("h", UriKind.Relative)] });
    }

    private static (string Text, object Value) Sample(PropertyInfo property) =>
        (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
        {
            var type when type == typeof(TimeSpan) => ("1500ms", TimeSpan.FromSeconds(1.5)),
            var type when type == typeof(int) => ("4321", 4321),
            var type when type == typeof(bool) => property.Name is "Reconnect" or "NegotiateSubprotocol"
                ? ("false", false)
                : ("true", true),
            var type when type == typeof(string) => ("a%20name".Replace("%20", "-", StringComparison.Ordinal), "a-name"),
            var type when type == typeof(WireVersion) => ("1", WireVersion.V1),
            var type when type == typeof(RayHostOrder) => ("random", RayHostOrder.Random),
            var type when type == typeof(WSUpstream) => ("own", WSUpstream.Own),
            var type when type == typeof(CookieContainer) => ("true", true),
            var type when type == typeof(IReadOnlyDictionary<string, string>) => ("acme", "acme"),
            var type => throw new InvalidOperationException($"{property.Name} is a {type}: say how it is written."),
        };

    private static object? Read(RayClientSettings settings, string name)
    {
        var (property, header) = name.Split('.') is [var one, var rest] ? (one, rest) : (name, null);
        object owner = typeof(RayClientSettings).GetProperty(property) is null ? settings.Connection : settings;
        return owner.GetType().GetProperty(property)!.GetValue(owner) switch
        {
            IReadOnlyDictionary<string, string> headers => headers[header!],
            CookieContainer => true,
            var value => value,
        };
    }
}
