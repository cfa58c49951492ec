"""Line icons by name: shapes on a field of 24 x 24, drawn in the colour of the words beside them."""

ICONS = {
    "home": '<path d="M3 11 12 4l9 7v9h-6v-6H9v6H3z"/>',
    "find": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 5 5"/>',
    "map": '<path d="M12 21s7-6.5 7-12a7 7 0 0 0-14 0c0 5.5 7 12 7 12z"/><circle cx="12" cy="9" r="2.5"/>',
    "card": '<rect x="3" y="5" width="18" height="14" rx="2.5"/><path d="M3 10h18M7 15h4"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "minus": '<path d="M5 12h14"/>',
    "back": '<path d="M20 12H5m6-6-6 6 6 6"/>',
    "forward": '<path d="M4 12h15m-6-6 6 6-6 6"/>',
    "down": '<path d="m6 9 6 6 6-6"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "few": '<circle cx="12" cy="12" r="8.5"/><path d="M12 12V3.5a8.5 8.5 0 0 1 8.5 8.5z" fill="currentColor"/>',
    "calendar": '<rect x="4" y="5" width="16" height="15" rx="2.5"/><path d="M4 10h16M8 3v4M16 3v4"/>',
    "people": ('<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20a6.5 6.5 0 0 1 13 0M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5a6.5 6.5 0 0 1 3.5 5.5"/>'),
    "child": '<circle cx="12" cy="7" r="3.5"/><path d="M5.5 21v-2a6.5 6.5 0 0 1 13 0v2"/>',
    "phone": ('<path d="M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2z"/>'),
    "mail": '<rect x="3" y="5" width="18" height="14" rx="2.5"/><path d="m4 7.5 8 6 8-6"/>',
    "pen": '<path d="M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3"/>',
    "wheel": '<circle cx="10.5" cy="4.5" r="1.8"/><path d="M10.5 8v6h5.5l3 5M10.5 10.5H15M8 11.5a5 5 0 1 0 6 6.5"/>',
    "ear": '<path d="M4 10v4h4l5 4V6L8 10zM16.5 9a4.5 4.5 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11"/>',
    "eye": ('<path d="M2.5 12s3.5-6.5 9.5-6.5 9.5 6.5 9.5 6.5-3.5 6.5-9.5 6.5S2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.8"/>'),
    "sliders": ('<path d="M4 7h10M18 7h2M4 17h2M10 17h10"/><circle cx="16" cy="7" r="2"/><circle cx="8" cy="17" r="2"/>'),
    "globe": ('<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3z"/>'),
    "bus": ('<rect x="4" y="4" width="16" height="13" rx="2"/><path d="M4 11h16M8 20v-3M16 20v-3M7.5 14h.01M16.5 14h.01"/>'),
    "walk": ('<circle cx="13" cy="4" r="1.8"/><path d="M9 21l2.5-6-2-3 2-5 3 3 3 1M12 15l3 2 1 4M7.5 12l1.5-3 2.5-2"/>'),
    "euro": '<path d="M18 6a7.5 7.5 0 1 0 0 12M4 10.5h10M4 13.5h9"/>',
    "bag": '<path d="M5 8h14l1 12H4zM9 8V6.5a3 3 0 0 1 6 0V8"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5h.01"/>',
    "alert": '<path d="M12 3.5 22 20.5H2zM12 10v4.5M12 17.5h.01"/>',
    "ticket": '<path d="M3 7h18v3.5a1.5 1.5 0 0 0 0 3V17H3v-3.5a1.5 1.5 0 0 0 0-3zM14.5 7v10"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "save": '<path d="M12 4v11m-5-5 5 5 5-5M4 20h16"/>',
    "camera": '<path d="M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 12h8"/>',
    "key": '<circle cx="8" cy="12" r="4"/><path d="M12 12h9v4M17 12v3"/>',
    "sun": (
        '<circle cx="12" cy="12" r="4"/>'
        '<path d="M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.300 5.300l2.1 2.1M16.600 16.600l2.1 2.1M18.700 '
        '5.300l-2.1 2.1M7.400 16.600l-2.1 2.1"/>'
    ),
    "feed": '<circle cx="6" cy="18" r="1.5"/><path d="M5 11a8 8 0 0 1 8 8M5 5a14 14 0 0 1 14 14"/>',
    "share": '<path d="M9 7H5v13h14v-4M13 4h7v7M20 4l-9 9"/>',
    "dawn": '<path d="M3 18h18M6.5 18a5.5 5.5 0 0 1 11 0M12 4v4m-2-2 2-2 2 2M4.5 10.5l1.5 1.5M19.5 10.5l-1.5 1.5"/>',
    "days": (
        '<rect x="4" y="5" width="16" height="15" rx="2.5"/><path d="M4 10h16M8 3v4M16 3v4M8.5 13.5h2.5v3h-2.5zM13.5 13.5h2.5v3h-2.5z"/>'
    ),
    "cane": (
        '<circle cx="9" cy="5" r="2.5"/><path d="M9 8.5c-2.5 1-3 3.5-3 6h2.5L8 21M9 8.5l4.5 4.5H17M17 21v-8.5a1.5 1.5 0 0 1 3 0M10 15l2 6"/>'
    ),
    "speech": '<path d="M4 5h16v11h-8l-4.5 4V16H4zM8 9h8M8 12.5h5"/>',
    "quiet": '<path d="M4 10v4h4l5 4V6L8 10zM17 10l4 4M21 10l-4 4"/>',
    "lift": '<rect x="5" y="3" width="14" height="18" rx="2"/><path d="m9 10 3-3 3 3M9 14l3 3 3-3"/>',
    "hand": (
        '<path d="M8 12V6.5a1.5 1.5 0 0 1 3 0V11V5a1.5 1.5 0 0 1 3 0v6V6.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-11 3l-2.5-4a1.5 1.5 0 0 1 2.5-1.5z"/>'
    ),
}
