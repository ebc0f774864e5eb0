var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();

var greeting = app.Configuration["Greeting"] ?? "No greeting";
var version = typeof(Program).Assembly.GetName().Version!.ToString(3);
app.MapGet("/", () => $"{greeting} from HelloWeb {version}\n");

app.Run();
