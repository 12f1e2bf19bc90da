import "@digdir/designsystemet-web";
import "htmx.org";
import "./passkey.ts";
